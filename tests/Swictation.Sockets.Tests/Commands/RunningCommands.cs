using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Commands;

/// <summary>A command socket with a clock that stands still, and a handler that counts what it does.</summary>
internal sealed class RunningCommands : ICommandHandler, IAsyncDisposable
{
    /// <summary>Timers of the server itself: the watch over the socket's file.</summary>
    public const int OwnTimers = 1;

    private readonly TemporaryDirectory _directory = new();
    private readonly CommandServer _server;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _handled;
    private int _waiting;

    public RunningCommands()
    {
        Path = _directory.File("ipc.sock");
        _server = new(UnixListener.Bind(Path), this, new(), Time, NullLogger<CommandServer>.Instance);
    }

    public FakeClock Time { get; } = new();

    public string Path { get; }

    /// <summary>Requests that were done.</summary>
    public int Handled => Volatile.Read(ref _handled);

    /// <summary>Requests that wait for <see cref="Release"/>.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Requests that wait get their reply, and later ones too.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask<CommandReply> HandleAsync(CommandRequest request)
    {
        var number = Interlocked.Increment(ref _handled);
        if (request.Action.StartsWith("wait", StringComparison.Ordinal)) await WaitAsync();
        return request.Action switch
        {
            "wait" => CommandReply.Success("Waited") with { Seq = number },
            "toggle" => CommandReply.Success("Recording started") with { State = "recording", Seq = number },
            "fail" => throw new InvalidOperationException("a mistake of the handler's"),
            _ => CommandReply.Failure(CommandErrorCode.UnknownAction, $"Unknown action: {request.Action}"),
        };
    }

    public Task<LineClient> ConnectAsync() => LineClient.ConnectAsync(Path);

    /// <summary>Sends a request and reads the one line of the reply and the end that follows it.</summary>
    public async Task<JsonElement> AskAsync(string request)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(request);
        return await ReplyAsync(client);
    }

    public static async Task<JsonElement> ReplyAsync(LineClient client)
    {
        var reply = await client.ReadLineAsync();
        return JsonSerializer.Deserialize<JsonElement>(reply);
    }

    public async ValueTask DisposeAsync()
    {
        var ending = _server.DisposeAsync();
        Release();
        await ending;
        _directory.Dispose();
    }

    private async Task WaitAsync()
    {
        Interlocked.Increment(ref _waiting);
        await _released.Task;
        Interlocked.Decrement(ref _waiting);
    }
}
