using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>
/// Validates what a server answers. Nothing in it is trusted, and of an error only the number is told: its words may hold
/// those that were said, or the key.
/// </summary>
internal static class ServerReplies
{
    /// <summary>More bytes than this are no transcription of a segment.</summary>
    public const int LongestBody = 256 * 1024;

    private const string Json = "application/json";

    /// <exception cref="IOException">The connection was lost on the way.</exception>
    public static async Task<ServerAnswer> ReadAsync(
        ServerSpec server, HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK) return Refusal(server, response, time.GetUtcNow());

        var type = response.Content.Headers.ContentType?.MediaType;
        if (!string.Equals(type, Json, StringComparison.OrdinalIgnoreCase))
            return ServerAnswer.Failed($"{server.Name} answered {Shown(type)}, not {Json}");

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new byte[LongestBody + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return length > LongestBody
            ? ServerAnswer.Failed($"{server.Name} answered more than {LongestBody} bytes; that is no text of one segment")
            : Read(server, body.AsSpan(0, length));
    }

    private static ServerAnswer Read(ServerSpec server, ReadOnlySpan<byte> body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, ServerJsonContext.Default.ServerText) is { Text: { } text })
                return new(ReplyReading.Of(text));
        }
        catch (JsonException)
        {
            return ServerAnswer.Failed($"{server.Name} answered with what is no JSON");
        }

        return ServerAnswer.Failed($"{server.Name} answered without a text");
    }

    private static ServerAnswer Refusal(ServerSpec server, HttpResponseMessage response, DateTimeOffset now)
    {
        var code = (int)response.StatusCode;
        var retryAfter = Wait(response.Headers.RetryAfter, now);
        return code switch
        {
            401 or 403 => ServerAnswer.Failed(
                $"{server.Name} wants another key ({code}); give it in {SettingName.ServerKeyVariable} or by key_file="),
            404 => ServerAnswer.Failed(
                $"{server.Name} has no {server.Url.AbsolutePath}, or no model '{server.Model}' (404)"),
            408 => ServerAnswer.FailedForNow($"{server.Name} did not get the segment in time (408)"),
            413 => ServerAnswer.Failed($"{server.Name} takes no segment of this length (413)"),
            429 => ServerAnswer.FailedForNow($"{server.Name} wants fewer requests (429)", retryAfter),
            >= 300 and < 400 => ServerAnswer.Failed(
                $"{server.Name} sends elsewhere ({code}), and is not followed there; give that address itself"),
            >= 500 => ServerAnswer.FailedForNow($"{server.Name} failed ({code})", retryAfter),
            _ => ServerAnswer.Failed($"{server.Name} did not take the segment ({code})"),
        };
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Shown(string? type) => type is null ? "without a type" : PlainText.Of(type);
}
