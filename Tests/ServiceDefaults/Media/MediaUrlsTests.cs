using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Tests.Media;

/// <summary>The one rule by which all services name media.</summary>
public sealed class MediaUrlsTests
{
    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public void Media_WithoutCdn_AreOnTheOwnOrigin()
    {
        var urls = Create(null);
        Assert.Equal($"/media/{_track}/3/master.m3u8", urls.Playlist(Hls));
        Assert.Equal($"/media/{_track}/3/art/cover-128.jpg", urls.Cover(Art, 128));
        Assert.Equal($"/media/{_track}/3/waveform.json", urls.Waveform(Wave));
    }

    [Theory]
    [InlineData("https://media.example")]
    [InlineData("https://media.example/")]
    public void Media_WithCdn_AreAllThereByKey(string cdn)
    {
        var urls = Create(cdn);
        Assert.Equal($"https://media.example/{Hls}", urls.Playlist(Hls));
        Assert.Equal($"https://media.example/{Art}cover-512.jpg", urls.Cover(Art, 512));
        Assert.Equal($"https://media.example/{Wave}", urls.Waveform(Wave));
    }

    [Fact]
    public void Media_ThatAreNotThere_HaveNoAddress()
    {
        var urls = Create(null);
        Assert.Null(urls.Playlist(null));
        Assert.Null(urls.Cover(null, 128));
        Assert.Null(urls.Waveform(null));
    }

    [Theory]
    [InlineData("media.example")]
    [InlineData("ftp://media.example/")]
    [InlineData("https://media.example/bucket")]
    public void Cdn_ThatIsNoAddress_IsRefusedByTheSettingsName(string cdn)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Create(cdn).Playlist(Hls));
        Assert.Contains("Delivery:PublicBaseUrl must be", refusal.Message);
    }

    private string Hls => ObjectKeys.Hls(_track, 3) + "master.m3u8";

    private string Art => ObjectKeys.Artwork(_track, 3);

    private string Wave => ObjectKeys.Waveform(_track, 3) + "waveform.json";

    private static MediaUrls Create(string? cdn)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Delivery:PublicBaseUrl"] = cdn;
        builder.AddMediaUrls();
        return builder.Build().Services.GetRequiredService<MediaUrls>();
    }
}
