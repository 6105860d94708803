using System.Runtime.CompilerServices;
using Swictation.Domain.Events;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Client;

/// <summary>
/// Follows what goes on in a daemon, for as long as it is asked to: under protocol 2, without events, and over any number
/// of lost connections. Costs next to nothing while nothing changes. Not thread-safe.
/// </summary>
/// <param name="place">
/// The metrics socket. It need not be there yet, and is looked for again before each connection.
/// </param>
public sealed class SnapshotClient(SocketPlace place, TimeProvider time)
{
    /// <summary>A daemon that starts is found within this time.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A connection that is silent for so long is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // Snapshots come to everybody; a hello has to name a type, or all would come. This one is the rarest.
    private static readonly ReadOnlyMemory<byte> Hello =
        HelloWriter.Write(after: null, [LogSalvaged.TypeName], heartbeat: Patience / 3);

    /// <summary>
    /// Each snapshot line, without its newline, as it comes; null when no daemon serves this client, once until one does.
    /// Without an end.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only ordinary end.</exception>
    /// <exception cref="FeedRefusedException">The daemon is another user's.</exception>
    /// <exception cref="NoFeedException">The program that answers sends no feed.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pause = FirstPause;
        var isToldStopped = false;
        while (true)
        {
            // To be refused costs far more than to look.
            if (place.TryFind() is { } path && File.Exists(path))
            {
                using var connection = await LineConnection
                    .TryOpenAsync(path, Hello, LineConnection.LongestLine, Patience, time, cancellationToken)
                    .ConfigureAwait(false);
                while (connection is not null && await connection.ReadLineAsync().ConfigureAwait(false) is { } line)
                {
                    if (!IsSnapshot(connection, path, line)) continue;

                    pause = FirstPause;
                    isToldStopped = false;
                    yield return line.ToArray();
                }
            }

            if (!isToldStopped) yield return null;
            isToldStopped = true;
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool IsSnapshot(LineConnection connection, string path, ReadOnlyMemory<byte> line)
    {
        if (!FeedLineReader.TryRead(line.Span, out var read)) throw new NoFeedException(path, "a line is no event");
        if (read.Type.Name == "error" && read.Code == FeedErrorCode.PermissionDenied)
            throw new FeedRefusedException(path, FeedErrorCode.PermissionDenied, read.Message ?? "an error");

        // Until the answer to the hello, lines of protocol 1 come.
        if (read.Type.Name == "hello") connection.IsAnswered = true;
        return connection.IsAnswered && read.Type.Name == "snapshot";
    }
}
