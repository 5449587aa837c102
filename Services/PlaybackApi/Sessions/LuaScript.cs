using AudioStreaming.ServiceDefaults.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>An atomic operation of this service: <c>Scripts/{name}.lua</c>.</summary>
internal sealed class LuaScript(string name)
    : TracedScript(PlaybackTelemetry.Source, typeof(LuaScript), $"Scripts.{name}");
