using System.Net;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>The signing key is changed in steps, replica by replica, and no session ends.</summary>
public sealed class KeyRotationTests(InfrastructureFixture infrastructure)
{
    private const string Old = PlaybackWorld.SigningKey;
    private const string New = "bmV3IHNlY3JldCBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzIQ==";

    [Fact]
    public async Task Session_DuringEveryStepOfARotation_GoesOnAtEveryReplica()
    {
        await using var world = await PlaybackWorld.CreateAsync(infrastructure);
        var track = await world.AddTrackAsync();
        string[][] steps = [[Old], [Old, New], [New, Old], [New]];
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
        {
            var replicas = new[]
            {
                await world.StartAsync(Keys(before)), await world.StartAsync(Keys(after)),
            };
            // A session of the old key that is still alive when it is dropped has lived too long.
            var openers = after.Contains(before[0]) ? replicas : replicas[1..];
            foreach (var opener in openers)
            {
                var listener = await Listener.PlayAsync(opener.Client, track);
                foreach (var replica in replicas)
                {
                    using var ping = await listener.PingAsync(replica.Client);
                    Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
                }
            }
        }
    }

    private static (string, string)[] Keys(string[] keys) =>
        [.. keys.Select((key, index) => ($"Playback:SigningKeys:{index}", key))];
}
