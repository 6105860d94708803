using Swictation.Domain.Errors;
using Swictation.Replay.Errors;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Recognising;

/// <summary>
/// What recognises for this tool: the daemon that writes to the log, or where none does one that is started for it.
/// </summary>
/// <param name="databasePath">The log.</param>
/// <param name="logId">Its name; null for one that is not there yet.</param>
/// <param name="socket">The command socket of the daemon that may be running.</param>
/// <param name="transcriber">The recogniser that is wanted; null for the daemon's own.</param>
internal sealed class RecognisingDaemon(
    string databasePath, string? logId, string socket, string? transcriber, TimeProvider time, Action<string> tell) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private RunningDaemon _daemon = new(socket);
    private OwnDaemon? _own;

    // A daemon that is started for it has it as its own recogniser, also where it is no name.
    private bool IsSpecification => transcriber?.Contains(':', StringComparison.Ordinal) == true;

    /// <summary>Begins a job, when the daemon has time for it.</summary>
    /// <exception cref="RecognitionFailedException">It is refused, or there can be no daemon.</exception>
    public async Task<JobReply> BeginAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var isTold = false;
        while (true)
        {
            var wanted = request with { LogId = logId, Transcriber = _own is not null && IsSpecification ? null : transcriber };
            switch (await _daemon.TryAskAsync(wanted, cancellationToken).ConfigureAwait(false))
            {
                case JobReply job:
                    return job;
                case null when _own is null:
                    _own = await OwnDaemon
                        .StartAsync(databasePath, IsSpecification ? transcriber : null, cancellationToken).ConfigureAwait(false);
                    _daemon = new(_own.Socket);
                    break;
                case { Code: var code } when code == CommandErrorCode.Busy:
                    if (!isTold) tell("waiting: the daemon recognises something else for somebody");
                    isTold = true;
                    await Task.Delay(Patience, time, cancellationToken).ConfigureAwait(false);
                    break;
                case { } refusal:
                    throw new RecognitionFailedException(RunningDaemon.Explain(refusal));
                default:
                    throw new RecognitionFailedException("the daemon that was started for it has ended");
            }
        }
    }

    /// <summary>Asks how a job gets on.</summary>
    /// <exception cref="RecognitionFailedException">The daemon knows nothing of it.</exception>
    /// <exception cref="DaemonUnreachableException">The daemon has ended.</exception>
    public async Task<JobReply> AskAsync(long job, CancellationToken cancellationToken)
    {
        var reply = await _daemon.AskAsync(new("job", RequestId: null) { Job = job }, cancellationToken).ConfigureAwait(false);
        return reply as JobReply ?? throw new RecognitionFailedException(RunningDaemon.Explain(reply));
    }

    /// <summary>Nobody waits for a job any more.</summary>
    public async Task GiveUpAsync(long job)
    {
        try
        {
            await _daemon.AskAsync(new("job", RequestId: null, On: false) { Job = job }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DaemonUnreachableException)
        {
            // Then it has given it up too.
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
