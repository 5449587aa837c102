using System.Text.Json.Serialization;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>What a session can be doing.</summary>
[JsonConverter(typeof(SessionJson.ActivityConverter))]
public enum SessionActivity
{
    Playing,
    Paused,
}
