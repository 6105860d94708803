using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

internal static class ReplayJson
{
    // Text is printed as it was said and not as escapes: nothing here ends up in HTML.
    private static readonly ReplayJsonContext Context = new(
        new JsonSerializerOptions(ReplayJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    public static void Write(IEnumerable<SessionJson> sessions, TextWriter output) =>
        Write(sessions, Context.IEnumerableSessionJson, output);

    public static void Write(SessionWithTranscriptsJson session, TextWriter output) =>
        Write(session, Context.SessionWithTranscriptsJson, output);

    public static void Write(ForgettingJson forgetting, TextWriter output) =>
        Write(forgetting, Context.ForgettingJson, output);

    private static void Write<T>(T value, JsonTypeInfo<T> form, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(value, form));
}
