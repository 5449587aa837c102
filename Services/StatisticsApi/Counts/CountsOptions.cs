namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>The rules of counting that can be set. Section <c>Statistics:Counts</c>.</summary>
public sealed class CountsOptions
{
    public const string Section = "Statistics:Counts";

    /// <summary>
    /// How long a session is remembered after its last event. Later events of it are not counted.
    /// Changing it changes what a replay of an old log counts.
    /// </summary>
    public TimeSpan SessionRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A session silent for its TTL, which its events tell, and for so long besides is not live
    /// even if nobody ever says that it ended: what an event may take to get here.
    /// </summary>
    public TimeSpan LiveGrace { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>After this time a play weighs half in the trending chart.</summary>
    public TimeSpan TrendingHalfLife { get; set; } = TimeSpan.FromHours(12);
}
