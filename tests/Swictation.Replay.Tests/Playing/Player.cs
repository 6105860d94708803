using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Replay.Grammar;
using Swictation.Replay.Playing;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Tests.Playing;

/// <summary>Plays the last session of a log inside the test, on a clock of the test's choice.</summary>
internal sealed class Player : IAsyncDisposable
{
    private readonly SessionArchive _archive;
    private readonly CancellationTokenSource _ending = new();

    private Player(RecordedLog log, Pace pace, bool stay, TimeProvider time)
    {
        _archive = SessionArchive.Open(log.Path, TimeProvider.System, _ => { });
        var session = _archive.Find(SessionSelector.ParseOne("last")!);
        var player = new SessionPlayer(_archive.Log, _archive.Sessions, session, TimeSpan.Zero, pace, ClientDialect.Auto, time, NullLoggerFactory.Instance);
        Playing = player.PlayAsync(SocketPlace.Named(log.SocketPath), stay, _ => { }, _ending.Token);
    }

    /// <summary>Completes when the player ends by itself.</summary>
    public Task Playing { get; }

    /// <summary>Clients can connect when this returns.</summary>
    public static Player Start(RecordedLog log, Pace pace, TimeProvider? time = null, bool stay = false) =>
        new(log, pace, stay, time ?? TimeProvider.System);

    /// <summary>The stored bodies of a stretch of the log that are broadcast.</summary>
    public string[] Stored(long first, long last) =>
        [.. _archive.Log.EventsAfter(0).Where(e => e.Sequence >= first && e.Sequence <= last && e.Type.IsBroadcast)
            .Select(e => Encoding.UTF8.GetString(e.Body.Span))];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Playing.ContinueWith(_ => { }, TaskScheduler.Default);
        _archive.Dispose();
        _ending.Dispose();
    }
}
