using System.Runtime.CompilerServices;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Client;

/// <summary>
/// Follows a metrics socket under protocol 2 for as long as it is asked to, whatever becomes of single connections: it
/// connects again, after a pause, and resumes behind the last event it has given. So every event of the log is given
/// once and in order (promise P4), and every gap is told (promise P9), also to a client that was cut off in the middle of a line. Costs a buffer of one
/// receive, or of the longest line. Not thread-safe: only the enumerating thread may read the properties.
/// </summary>
/// <param name="place">
/// The metrics socket. It need not be there yet, and is looked for again before each connection.
/// </param>
public sealed class ReconnectingClient(SocketPlace place, ReconnectingClientOptions options, TimeProvider time)
{
    private const int MissedHeartbeats = 3;

    private TimeSpan _pause = options.FirstPause;
    private string _path = place.Path;
    private bool? _isFollowed;

    /// <param name="path">The metrics socket, which is looked for nowhere else. It need not be there yet.</param>
    public ReconnectingClient(string path, ReconnectingClientOptions options, TimeProvider time)
        : this(SocketPlace.Named(path), options, time)
    {
    }

    /// <summary>
    /// The position up to which everything that was asked for has been given, which is what to resume with later; null
    /// before the first answer to a client that begins with the present.
    /// </summary>
    public long? Position { get; private set; } = options.After;

    /// <summary>The log that <see cref="Position"/> is a position in; null before the first answer.</summary>
    public string? LogId { get; private set; } = options.LogId;

    /// <summary>Connections on which a hello was answered.</summary>
    public int Connections { get; private set; }

    /// <summary>
    /// Every event behind <see cref="Position"/>, then live, without an end. May be enumerated again, to go on where
    /// the last enumeration was left, but only once at a time.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only ordinary end.</exception>
    /// <exception cref="LogReplacedException">Another log is served now than before.</exception>
    /// <exception cref="FeedRefusedException">
    /// The position has been pruned, is beyond the end of the log (it was replaced by a shorter one), or the server
    /// cannot do what was asked for.
    /// </exception>
    /// <exception cref="NoFeedException">The server does not speak protocol 2.</exception>
    public async IAsyncEnumerable<ReceivedEvent> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var hello = HelloWriter.Write(Position, options.Types, options.Heartbeat);
            using (var connection = await TryConnectAsync(hello, cancellationToken).ConfigureAwait(false))
            {
                var isOpen = connection is not null;
                while (isOpen && await connection!.ReadLineAsync().ConfigureAwait(false) is { } line)
                {
                    var read = Read(line);
                    if (!connection.IsAnswered)
                        (connection.IsAnswered, isOpen) = Greet(read);
                    else if (read.IsEvent)
                        yield return Receive(read, line);
                    else
                        isOpen = Heed(read);
                }
            }

            Tell(isFollowed: false);
            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
            _pause = _pause * 2 < options.LongestPause ? _pause * 2 : options.LongestPause;
        }
    }

    private async Task<LineConnection?> TryConnectAsync(ReadOnlyMemory<byte> hello, CancellationToken cancellationToken)
    {
        if (place.TryFind() is not { } path) return null;

        _path = path;
        return await LineConnection
            .TryOpenAsync(
                path, hello, options.MaxLineBytes, options.Heartbeat * MissedHeartbeats, time, cancellationToken)
            .ConfigureAwait(false);
    }

    private void Tell(bool isFollowed)
    {
        if (_isFollowed == isFollowed) return;

        _isFollowed = isFollowed;
        options.Followed?.Invoke(isFollowed);
    }

    private FeedLine Read(ReadOnlyMemory<byte> line) =>
        FeedLineReader.TryRead(line.Span, out var read) ? read : throw new NoFeedException(_path, "a line is no event");

    // Until the answer to the hello, unrequested lines of protocol 1 come.
    private (bool IsAnswered, bool IsOpen) Greet(in FeedLine line)
    {
        if (line is not { Type.Name: "hello", LogId: { } logId, Head: { } head })
            return (false, line.Type.Name != "error" || Heed(line));

        if (LogId is { } expected && expected != logId) throw new LogReplacedException(_path, expected, logId);
        LogId = logId;
        Position ??= head;
        Connections++;
        Tell(isFollowed: true);
        _pause = options.FirstPause;
        return (true, true);
    }

    private ReceivedEvent Receive(in FeedLine read, ReadOnlyMemory<byte> line)
    {
        var sequence = read.Sequence!.Value;
        if (sequence <= Position) throw new NoFeedException(_path, $"event {sequence} comes after {Position}");

        Position = sequence;
        return new(sequence, read.At!.Value, read.Session, read.Type, line.ToArray());
    }

    // False: the connection has come to its end.
    private bool Heed(in FeedLine line)
    {
        if (line is { Type.Name: "caught_up", Sequence: { } upTo }) options.CaughtUp?.Invoke(upTo);
        switch (line.Type.Name)
        {
            case "caught_up" or "heartbeat" when line.Sequence > Position:
                Position = line.Sequence;
                return true;
            case "removed" when line is { First: { } first, Last: { } last, Reason: { } reason } && last > Position:
                Position = last;
                options.Removed?.Invoke(new(first, last, new(reason)));
                return true;
            case "bye":
            case "error" when line.Code == FeedErrorCode.TooManyClients:
                return false;
            case "error" when line.Code == FeedErrorCode.StorageFailed:
                return true;
            case "error":
                throw new FeedRefusedException(_path, line.Code ?? new("unknown"), line.Message ?? "an error")
                {
                    Oldest = line.Oldest,
                    Head = line.Head,
                };
            default:
                return true;
        }
    }
}
