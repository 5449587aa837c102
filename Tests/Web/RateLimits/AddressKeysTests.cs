using System.Net;
using AudioStreaming.Web.RateLimits;
using Microsoft.Extensions.Time.Testing;

namespace AudioStreaming.Web.Tests.RateLimits;

public sealed class AddressKeysTests
{
    private static readonly IPAddress[] Many =
        [.. Enumerable.Range(0, 100).Select(last => IPAddress.Parse($"203.0.113.{last}"))];

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Key_WithinTheHour_StaysTheSame()
    {
        var keys = new AddressKeys(_time);
        var first = KeysOfMany(keys);

        _time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(first, KeysOfMany(keys));
        Assert.True(first.Distinct().Count() > 90);
    }

    [Fact]
    public void Key_AfterTheHour_IsAnother()
    {
        var keys = new AddressKeys(_time);
        var first = KeysOfMany(keys);

        _time.Advance(TimeSpan.FromMinutes(61));

        Assert.NotEqual(first, KeysOfMany(keys));
    }

    [Fact]
    public void Key_OfAnotherProcess_IsAnother() =>
        Assert.NotEqual(KeysOfMany(new AddressKeys(_time)), KeysOfMany(new AddressKeys(_time)));

    [Fact]
    public void Key_OfOneNetwork_IsOne()
    {
        var keys = new AddressKeys(_time);
        int KeyOf(string address) => keys.KeyOf(IPAddress.Parse(address));

        Assert.Equal(KeyOf("2001:db8:1:2::1"), KeyOf("2001:db8:1:2:ffff::9"));
        Assert.Equal(KeyOf("203.0.113.7"), KeyOf("::ffff:203.0.113.7"));
        Assert.NotEqual(
            Enumerable.Repeat(KeyOf("2001:db8:1:0::1"), 20),
            Enumerable.Range(1, 20).Select(net => KeyOf($"2001:db8:1:{net}::1")));
    }

    [Fact]
    public void Key_IsTooSmallToNameAnAddress() =>
        Assert.All(KeysOfMany(new AddressKeys(_time)), key => Assert.InRange(key, 0, 1 << 20));

    /// <summary>Nothing leads from it to the key, and so not to what the key is made of.</summary>
    [Fact]
    public void Lane_IsDrawnFromFarMoreNumbersThanThereAreKeys()
    {
        using var keys = new AddressKeys(_time);
        List<int> lanes = [.. Many.Select(keys.LaneOf)];

        Assert.Equal(lanes, Many.Select(keys.LaneOf));
        Assert.Equal(KeysOfMany(keys).Distinct().Count(), lanes.Distinct().Count());
        Assert.True(lanes.Count(lane => lane > 1 << 20) > 90);
    }

    private static List<int> KeysOfMany(AddressKeys keys) => [.. Many.Select(keys.KeyOf)];
}
