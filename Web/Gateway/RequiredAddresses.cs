using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// Ends a start without the addresses of all services. Service discovery would take a name without
/// an address for that of a host, and only the first visitor would learn that there is none; of an
/// address's path it would take no notice at all.
/// </summary>
internal sealed class RequiredAddresses(IConfiguration configuration)
    : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var failures = ServiceNames.All.SelectMany(FailuresOf).ToList();
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> FailuresOf(string service)
    {
        var addresses = configuration.GetSection($"services:{service}:http").GetChildren().ToList();
        if (addresses.Count == 0)
            yield return $"The address of '{service}' is missing. Set services__{service}__http__0 "
                + "(in a file: services:…:http:0), for example to http://localhost:8080.";
        foreach (var address in addresses.Where(address => !IsAddress(address.Value)))
            yield return $"services__{service}__http__{address.Key} is '{address.Value}', which "
                + "is no address of a service. Give it the form http://host:port.";
    }

    private static bool IsAddress(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttp
        && address.PathAndQuery == "/"
        && address.UserInfo.Length == 0;
}
