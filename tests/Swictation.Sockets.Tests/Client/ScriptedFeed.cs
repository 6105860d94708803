using System.Net.Sockets;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Client;

/// <summary>A metrics socket that does what a test says, also what no real one would do.</summary>
internal sealed class ScriptedFeed : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <param name="path">Where it listens; null for a place of its own.</param>
    public ScriptedFeed(string? path = null)
    {
        Path = path ?? _directory.File("metrics.sock");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
    }

    public string Path { get; }

    public static string Event(long sequence) =>
        $$"""{"seq":{{sequence}},"at":"2026-03-01T09:00:00.000250Z","session_id":7,"type":"transcription","words":1}"""
        + "\n";

    public static string Answer(string logId = "one", long head = 0) =>
        $$"""{"type":"hello","protocol":2,"log_id":"{{logId}}","oldest":1,"head":{{head}},"version":""}""" + "\n";

    /// <summary>The next connection, and the hello that came with it.</summary>
    public async Task<(LineClient Connection, string Hello)> AcceptAsync()
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        var connection = LineClient.Over(await _listener.AcceptAsync(late.Token));
        return (connection, await connection.ReadLineAsync());
    }

    /// <summary>Sends these lines to the next connection and ends it; returns when the client has closed it.</summary>
    public async Task<string> ServeAsync(params string[] lines)
    {
        var (connection, hello) = await AcceptAsync();
        await connection.SendAsync(string.Concat(lines));
        connection.EndSending();
        await CloseWithClientAsync(connection);
        return hello;
    }

    /// <summary>Waits until the client has closed a connection.</summary>
    public static async Task CloseWithClientAsync(LineClient connection)
    {
        using (connection)
        {
            try
            {
                Assert.Empty(await connection.ReadLinesToEndAsync());
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It has closed without reading all that it was sent.
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Dispose();
    }
}
