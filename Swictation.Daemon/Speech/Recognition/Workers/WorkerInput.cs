using System.Runtime.InteropServices;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>The daemon's side of a worker's standard input. For one caller at a time.</summary>
/// <param name="stream">The pipe.</param>
internal sealed class WorkerInput(Stream stream)
{
    private static readonly int PieceSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(250));

    /// <summary>False when the worker has closed its input, which it does at the latest with its end.</summary>
    public Task<bool> TryWriteAsync(WorkerRequest request, CancellationToken cancellationToken) =>
        TryWriteBytesAsync(request.ToLine(), cancellationToken);

    /// <summary>A whole segment: begin, audio, end.</summary>
    /// <param name="isInPieces">True: the audio comes in pieces of 250 ms at most, else in one.</param>
    /// <returns>False when it does not have all of it: also after a cancellation, and then it is of no use any more.</returns>
    public async Task<bool> TryWriteAsync(
        uint segment, ReadOnlyMemory<short> samples, TimeSpan limit, bool isInPieces, CancellationToken cancellationToken)
    {
        var begin = new WorkerRequest { Type = RequestKind.Begin, Segment = segment, LimitMs = (long)limit.TotalMilliseconds };
        if (!await TryWriteAsync(begin, cancellationToken).ConfigureAwait(false)) return false;

        var pieceSamples = isInPieces ? PieceSamples : int.MaxValue;
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(pieceSamples, samples.Length)];
            if (!await TryWriteAudioAsync(segment, piece, cancellationToken).ConfigureAwait(false)) return false;
            samples = samples[piece.Length..];
        }

        return await TryWriteAsync(new() { Type = RequestKind.End, Segment = segment }, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> TryWriteAudioAsync(
        uint segment, ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var bytes = MemoryMarshal.AsBytes(samples.Span).ToArray();
        var audio = new WorkerRequest { Type = RequestKind.Audio, Segment = segment, Bytes = bytes.Length };
        return await TryWriteAsync(audio, cancellationToken).ConfigureAwait(false)
            && await TryWriteBytesAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryWriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
