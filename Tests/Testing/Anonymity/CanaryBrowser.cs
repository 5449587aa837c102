using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace AudioStreaming.Testing.Anonymity;

/// <summary>
/// Comes from an address of its own, tells all that a browser and proxies could tell, and keeps
/// count of the answers.
/// </summary>
public sealed class CanaryBrowser : DelegatingHandler
{
    private readonly Uri _server;
    private readonly IPAddress _source;
    private readonly HashSet<int> _statuses = [];

    private CanaryBrowser(
        Uri server, IPAddress source, IEnumerable<(string Name, string Value)> headers)
    {
        (_server, _source) = (server, source);
        InnerHandler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = async (context, cancellation) =>
                new NetworkStream(
                    await ConnectAsync(context.DnsEndPoint, cancellation), ownsSocket: true),
        };
        Client = new HttpClient(this) { BaseAddress = server };
        foreach (var (name, value) in headers)
            Client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    public HttpClient Client { get; }

    /// <summary>Every status that was answered so far.</summary>
    public IReadOnlySet<int> Statuses => _statuses;

    public static CanaryBrowser Of(Uri server) =>
        new(server, Canaries.Source, Canaries.Headers);

    /// <summary>Somebody else's, with nothing in common.</summary>
    public static CanaryBrowser Other(Uri server) =>
        new(server, Canaries.OtherSource, Canaries.OtherHeaders);

    /// <summary>Sends bytes that need not be HTTP; returns the first of the answer.</summary>
    public async Task<string> SendRawAsync(string request, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(
            new DnsEndPoint(_server.Host, _server.Port), cancellationToken);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        var answer = new byte[1024];
        var length = await socket.ReceiveAsync(answer, cancellationToken);
        return Encoding.Latin1.GetString(answer, 0, length);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellationToken);
        // What is asked of a busy machine is asked again, as the answer says.
        return await Eventually.FoundAsync(
            async () =>
            {
                var answer = await base.SendAsync(request, cancellationToken);
                lock (_statuses) _statuses.Add((int)answer.StatusCode);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
                return answer.StatusCode is HttpStatusCode.ServiceUnavailable
                    && answer.Headers.RetryAfter is not null ? null : answer;
            },
            $"{request.Method} {request.RequestUri} stays unavailable");
    }

    private async Task<Socket> ConnectAsync(
        DnsEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(_source, 0));
        await socket.ConnectAsync(server, cancellationToken);
        return socket;
    }
}
