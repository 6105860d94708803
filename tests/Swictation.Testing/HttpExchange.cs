using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Swictation.Testing;

/// <summary>One request to an <see cref="HttpPeer"/>, and the raw connection to answer on.</summary>
/// <param name="Line">The first line of the request.</param>
/// <param name="Headers">By their names, in any case.</param>
/// <param name="Cancellation">Cancelled when the test is over.</param>
public sealed record HttpExchange(
    string Line,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    NetworkStream Stream,
    CancellationToken Cancellation)
{
    /// <summary>The body as text, bytes as the characters of the same number.</summary>
    public string Form => Encoding.Latin1.GetString(Body);

    public Task SendAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation).AsTask();

    /// <summary>A whole answer.</summary>
    /// <param name="status">As in <c>200 OK</c>.</param>
    /// <param name="headers">Others, each with its line's end.</param>
    public Task AnswerAsync(string status, string body, string type = "application/json", string headers = "") => SendAsync(
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + $"Connection: close\r\n{headers}\r\n{body}");

    /// <summary>Says nothing until the other side is gone.</summary>
    public async Task WaitForTheEndAsync()
    {
        var rest = new byte[1024];
        while (await Stream.ReadAsync(rest, Cancellation) > 0)
        {
            // Whatever else comes is of no interest.
        }
    }

    internal static async Task<HttpExchange?> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, cancellation) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellation);
        return new(lines[0], headers, body, stream, cancellation);
    }
}
