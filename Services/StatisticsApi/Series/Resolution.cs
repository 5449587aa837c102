namespace AudioStreaming.StatisticsApi.Series;

/// <summary>How long a point of a series is.</summary>
/// <param name="Name">In requests and in PostgreSQL.</param>
/// <param name="Length">A point's length.</param>
internal sealed record Resolution(string Name, TimeSpan Length)
{
    private static readonly Resolution[] All =
    [
        new("minute", TimeSpan.FromMinutes(1)),
        new("hour", TimeSpan.FromHours(1)),
        new("day", TimeSpan.FromDays(1)),
    ];

    public static Resolution? Find(string name) =>
        All.FirstOrDefault(resolution => resolution.Name == name);

    /// <summary>The start of the point that holds the time (UTC).</summary>
    public DateTime Start(DateTime at) =>
        new(at.Ticks - (at.Ticks % Length.Ticks), DateTimeKind.Utc);
}
