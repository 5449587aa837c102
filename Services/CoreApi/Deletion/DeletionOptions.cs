namespace AudioStreaming.CoreApi.Deletion;

/// <summary>How what is to go is removed; section <c>Deletion</c>.</summary>
internal sealed class DeletionOptions
{
    public const string Section = "Deletion";

    /// <summary>How often deletions that could not be finished are tried again.</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the store is searched for objects that no track has.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How old such an object must be: longer than any upload or transcoding can take.
    /// </summary>
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromHours(24);
}
