using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Charts;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>A track that somebody listens to, and so the only kind whose plays change.</summary>
public sealed record LiveTrack(TrackId TrackId, long OnlineNow, long TotalPlays);
