namespace AudioStreaming.CoreApi.Uploads;

/// <summary>Limits of an upload; section <c>Uploads</c>.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    public long MaxFileBytes { get; set; } = 200L * 1024 * 1024;

    public int MaxConcurrent { get; set; } = 32;

    /// <summary>A client that sends nothing for so long is cut off.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A client that is slower, after a grace period, is cut off; 0 allows any.</summary>
    public double MinBytesPerSecond { get; set; } = 1024;

    /// <summary>The grace period: connections begin slowly.</summary>
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After so long without a sign of life, anyone may compensate an unfinished upload.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the recovery pass looks for what a crash left.</summary>
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the record of a finished upload is kept.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
