using System.Runtime.InteropServices;
using System.Text.Json;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>Reads the daemon's requests inside a worker of ours.</summary>
/// <param name="stream">Its standard input.</param>
internal sealed class WorkerRequests(Stream stream)
{
    private readonly BoundedLines _lines = new(stream, WorkerRequest.LongestLine);

    /// <summary>The next request, with its samples if it is audio; null at the end, also in the middle of one.</summary>
    /// <exception cref="JsonException">It is no request.</exception>
    public async ValueTask<(WorkerRequest Request, short[] Samples)?> ReadAsync()
    {
        if (await _lines.ReadAsync(CancellationToken.None).ConfigureAwait(false) is not { IsWhole: true } line) return null;

        var request = JsonSerializer.Deserialize(line.Bytes.Span, WorkerJsonContext.Default.WorkerRequest)!;
        var bytes = new byte[request.Bytes ?? 0];
        return await _lines.TryReadAsync(bytes, CancellationToken.None).ConfigureAwait(false)
            ? (request, MemoryMarshal.Cast<byte, short>(bytes).ToArray())
            : null;
    }
}
