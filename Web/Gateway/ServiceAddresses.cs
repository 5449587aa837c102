namespace AudioStreaming.Web.Gateway;

/// <summary>Where the services behind the gateway are, from <c>services:name:http:n</c>.</summary>
internal static class ServiceAddresses
{
    public const string CoreApi = "coreapi";
    public const string PlaybackApi = "playbackapi";
    public const string StatisticsApi = "statisticsapi";

    public static readonly string[] Names = [CoreApi, PlaybackApi, StatisticsApi];

    /// <summary>Every replica's address.</summary>
    /// <exception cref="InvalidOperationException">None is set, or one is no URL.</exception>
    public static IReadOnlyList<Uri> Of(IConfiguration configuration, string name)
    {
        var values = configuration.GetSection($"services:{name}:http").GetChildren()
            .Select(child => child.Value)
            .Where(value => !string.IsNullOrWhiteSpace(value))
            .ToList();
        if (values.Count == 0)
            throw new InvalidOperationException(
                $"The address of '{name}' is missing. Set services:{name}:http:0 (environment: "
                + $"services__{name}__http__0), for example to http://localhost:8080.");
        return [.. values.Select(value => Parse(name, value!))];
    }

    private static Uri Parse(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException(
                $"services:{name}:http:0 is '{value}', which is no http URL. "
                + "Give it the form http://host:port.");
}
