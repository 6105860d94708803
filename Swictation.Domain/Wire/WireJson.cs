using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Domain.Wire;

internal static class WireJson
{
    /// <summary>
    /// Text goes out as UTF-8, not as escapes: people read their transcripts in the log with SQL, and nothing here ends up in HTML.
    /// </summary>
    public static readonly WireJsonContext Context = new(
        new JsonSerializerOptions(WireJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
