using System.Net;
using System.Net.Sockets;

namespace Swictation.Testing;

/// <summary>
/// An HTTP server on a loopback port that does with each connection what the test says, right or wrong. A connection takes
/// one request.
/// </summary>
public sealed class HttpPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<int, HttpExchange, Task> _answer;
    private readonly List<HttpExchange> _requests = [];
    private readonly Task _accepting;

    /// <param name="answer">Gets the number of the request, from 1. The connection is closed behind it.</param>
    public HttpPeer(Func<int, HttpExchange, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<HttpExchange> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <summary>An address on this machine at which nobody listens.</summary>
    public static string UnusedUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_closing.Token)));
        }
        finally
        {
            await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        await using var stream = new NetworkStream(accepted, ownsSocket: true);
        if (await HttpExchange.ReadAsync(stream, _closing.Token) is not { } request) return;

        int number;
        lock (_requests)
        {
            _requests.Add(request);
            number = _requests.Count;
        }

        await _answer(number, request);
    }
}
