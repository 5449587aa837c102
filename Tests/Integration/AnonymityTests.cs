using System.Net.Sockets;
using System.Text;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// Nothing that could tell one listener from another is kept: canaries are planted in everything a
/// request carries, the whole flow runs, and every byte that was stored is searched for them.
/// </summary>
public sealed class AnonymityTests : IDisposable
{
    private const string Address = "127.7.83.61";
    private const string ForwardedAddress = "203.0.113.77";
    private const string Secret = "canary-Zq81";

    private readonly TestDirectory _music = new();

    public void Dispose() => _music.Dispose();

    [Fact]
    public async Task WholeFlow_Canaries_AreStoredNowhere()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = await Music.MakeAsync(
            _music.Path, "canary.mp3", TimeSpan.FromSeconds(3), cancellation);
        await using var product = new ProductFixture();
        await product.InitializeAsync();
        using var http = CanaryClient(product.BaseAddress);
        var client = new ProductClient(http);

        await RunTheFlowAsync(client, file);
        using var restarted = await product.RestartAsync();

        Assert.Contains("stored-title", await StoredTextAsync(product.Directory, "stored-title"));
        foreach (var canary in new[] { Address, ForwardedAddress, Secret })
            Assert.Empty(await StoredTextAsync(product.Directory, canary));
    }

    private static async Task RunTheFlowAsync(ProductClient client, string file)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var upload = await client.UploadAsync(file, "artist", "stored-title", cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        await client.ReadyAsync(track);
        var play = await client.PostAsync($"/play/{track}", null, cancellation);
        var playlist = play.GetProperty("playlist_url").GetString();
        await client.Http.GetStringAsync(playlist, cancellation);
        var session = play.GetProperty("user_session").GetString();
        var body = new { track_id = track, user_session = session };
        await Eventually.TrueAsync(
            async () =>
            {
                await client.PostAsync("/ping", body, cancellation);
                return await client.StatsAsync(track) is { Plays: 1 };
            },
            "the play counts");
        await client.PostAsync("/stop", body, cancellation);

        // What is refused is where careless logs speak.
        using var bad = await client.Http.PostAsync(
            "/ping", new StringContent($"{{\"{Secret}\""), cancellation);
        using var missing = await client.Http.GetAsync($"/tracks/{Secret}", cancellation);
        Assert.False(bad.IsSuccessStatusCode || missing.IsSuccessStatusCode);
    }

    /// <summary>Comes from an address of its own, with a canary in every usual header.</summary>
    private static HttpClient CanaryClient(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(
                    AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse(Address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = address };
        foreach (var header in new[] { "User-Agent", "Referer", "Cookie", "X-Request-Id", "From" })
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, $"{Secret}={header}");
        foreach (var header in new[] { "X-Forwarded-For", "X-Real-IP", "Forwarded", "Via" })
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, ForwardedAddress);
        return client;
    }

    /// <summary>The files that hold the text, with it.</summary>
    private static async Task<string> StoredTextAsync(string directory, string text)
    {
        var found = new StringBuilder();
        var needle = Encoding.UTF8.GetBytes(text);
        foreach (var path in Directory.EnumerateFiles(
            directory, "*", new EnumerationOptions { RecurseSubdirectories = true }))
        {
            if (Path.GetFileName(path) is "lock") continue;
            var bytes = await File.ReadAllBytesAsync(path);
            if (bytes.AsSpan().IndexOf(needle) >= 0) found.AppendLine($"{path}: {text}");
        }
        return found.ToString();
    }
}
