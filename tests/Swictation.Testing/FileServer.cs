using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Swictation.Testing;

/// <summary>
/// A server of HTTP/1.1 on the loopback interface that has one file, and answers request after request as it is told: as a good
/// server does, or not. A connection serves one request.
/// </summary>
public sealed class FileServer : IAsyncDisposable
{
    /// <summary>Answers a request; the connection is closed behind it.</summary>
    public delegate Task Answer(FileServer server, ServedRequest request, Stream client, CancellationToken closing);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Queue<Answer> _answers;
    private readonly List<ServedRequest> _requests = [];
    private readonly Task _serving;

    /// <param name="answers">To the first requests; those behind them are answered with the file.</param>
    public FileServer(byte[] content, params Answer[] answers)
    {
        Content = content;
        _answers = new(answers);
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public byte[] Content { get; set; }

    public string Tag { get; set; } = "\"one\"";

    public Uri Address { get; }

    /// <summary>What was asked for until now.</summary>
    public IReadOnlyList<ServedRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <summary>The file, or the rest of it for who has a part of this very one.</summary>
    public static Answer Whole { get; } = (server, request, client, closing) =>
        server.SendAsync(client, request, server.Content.Length, closing);

    /// <summary>Knows no ranges and has no tag.</summary>
    public static Answer WithoutRanges { get; } = async (server, _, client, closing) =>
    {
        await HeadAsync(client, "200 OK", $"Content-Length: {server.Content.Length}", closing);
        await client.WriteAsync(server.Content, closing);
    };

    /// <summary>Does not say how long the file is.</summary>
    public static Answer WithoutLength { get; } = async (server, _, client, closing) =>
    {
        await HeadAsync(client, "200 OK", "Connection: close", closing);
        await client.WriteAsync(server.Content, closing);
    };

    public static Answer Status(string status, string body = "") => async (_, _, client, closing) =>
    {
        await HeadAsync(client, status, $"Content-Length: {body.Length}", closing);
        await client.WriteAsync(Encoding.UTF8.GetBytes(body), closing);
    };

    public static Answer RedirectTo(string location) => (_, _, client, closing) =>
        HeadAsync(client, "302 Found", $"Location: {location}\r\nContent-Length: 0", closing);

    /// <summary>Closes the connection before the file is there.</summary>
    public static Answer BreakAfter(int bytes) => (server, request, client, closing) =>
        server.SendAsync(client, request, bytes, closing);

    /// <summary>Sends nothing more, and waits until the client has gone.</summary>
    public static Answer StallAfter(int bytes) => async (server, request, client, closing) =>
    {
        await server.SendAsync(client, request, bytes, closing);
        _ = await client.ReadAsync(new byte[1], closing);
    };

    /// <summary>Sends a piece at a time.</summary>
    public static Answer InPiecesOf(int bytes) => async (server, _, client, closing) =>
    {
        await HeadAsync(client, "200 OK", $"Content-Length: {server.Content.Length}", closing);
        for (var at = 0; at < server.Content.Length; at += bytes)
        {
            await client.WriteAsync(server.Content.AsMemory(at, Math.Min(bytes, server.Content.Length - at)), closing);
            await client.FlushAsync(closing);
        }
    };

    /// <summary>Announces another length than it sends, and closes.</summary>
    public static Answer Announce(long bytes) => async (server, _, client, closing) =>
    {
        await HeadAsync(client, "200 OK", string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}"), closing);
        await client.WriteAsync(server.Content, closing);
    };

    /// <summary>Sends a part from another place than it was asked for.</summary>
    public static Answer PartFrom(int at) => async (server, _, client, closing) =>
    {
        var rest = server.Content.AsMemory(at);
        var range = $"Content-Range: bytes {at}-{server.Content.Length - 1}/{server.Content.Length}";
        await HeadAsync(client, "206 Partial Content", $"{range}\r\nContent-Length: {rest.Length}", closing);
        await client.WriteAsync(rest, closing);
    };

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private static Task HeadAsync(Stream client, string status, string headers, CancellationToken closing) =>
        client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n\r\n"), closing).AsTask();

    private async Task SendAsync(Stream client, ServedRequest request, int atMost, CancellationToken closing)
    {
        var isSame = !request.Headers.TryGetValue("if-range", out var tag) || tag == Tag;
        var from = isSame ? request.From ?? 0 : 0;
        if (from > 0 && from >= Content.Length)
        {
            await HeadAsync(
                client, "416 Range Not Satisfiable", $"Content-Range: bytes */{Content.Length}\r\nContent-Length: 0", closing);
            return;
        }

        var length = Content.Length - from;
        var (status, range) = from == 0
            ? ("200 OK", "")
            : ("206 Partial Content", $"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n");
        await HeadAsync(client, status, $"{range}ETag: {Tag}\r\nContent-Length: {length}", closing);
        await client.WriteAsync(Content.AsMemory(from, Math.Min(atMost, length)), closing);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return; // The test has ended.
        }
    }

    private async Task ServeAsync(NetworkStream client)
    {
        try
        {
            if (await ReadAsync(client) is not { } request) return;
            Answer answer;
            lock (_requests)
            {
                _requests.Add(request);
                answer = _answers.TryDequeue(out var told) ? told : Whole;
            }

            await answer(this, request, client, _closing.Token);
        }
        catch (IOException)
        {
            return; // The client has gone.
        }
    }

    private async Task<ServedRequest?> ReadAsync(NetworkStream client)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await client.ReadAsync(one, _closing.Token) == 0) return null;
            text.Append((char)one[0]);
        }

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
#pragma warning disable CA1308 // Names of headers, in ASCII.
            .ToDictionary(header => header[0].ToLowerInvariant(), header => header[1]);
#pragma warning restore CA1308
        return new(lines[0].Split(' ')[1], headers);
    }
}
