using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>JSON in lines: a row of an array has one of its own, and is not kept when it is written.</summary>
internal static class ReplayJson
{
    // Text is printed as it was said and not as escapes: nothing here ends up in HTML.
    private static readonly ReplayJsonContext Context = new(
        new JsonSerializerOptions(ReplayJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    public static string Line(SessionJson session) => JsonSerializer.Serialize(session, Context.SessionJson);

    public static string Line(SpokenJson said) => JsonSerializer.Serialize(said, Context.SpokenJson);

    public static string Line(SearchHitJson hit) => JsonSerializer.Serialize(hit, Context.SearchHitJson);

    public static string Line(WithoutTextJson missing) => JsonSerializer.Serialize(missing, Context.WithoutTextJson);

    public static string Line(GapJson gap) => JsonSerializer.Serialize(gap, Context.GapJson);

    public static string Line(RecogniserChangeJson changed) => JsonSerializer.Serialize(changed, Context.RecogniserChangeJson);

    public static string Line(FiguresJson figures) => JsonSerializer.Serialize(figures, Context.FiguresJson);

    public static string Line(MomentJson moment) => JsonSerializer.Serialize(moment, Context.MomentJson);

    public static string Line(NoteJson note) => JsonSerializer.Serialize(note, Context.NoteJson);

    public static string Line(MarkJson mark) => JsonSerializer.Serialize(mark, Context.MarkJson);

    public static string Line(VersionJson version) => JsonSerializer.Serialize(version, Context.VersionJson);

    public static string Line(HeardSegmentJson heard) => JsonSerializer.Serialize(heard, Context.HeardSegmentJson);

    public static string Line(HeardFiguresJson figures) => JsonSerializer.Serialize(figures, Context.HeardFiguresJson);

    public static string Line(double number) => JsonSerializer.Serialize(number, Context.Double);

    public static string Line(string text) => JsonSerializer.Serialize(text, Context.String);

    public static string Line(VerifiedJson verified) => JsonSerializer.Serialize(verified, Context.VerifiedJson);

    /// <summary>Without a line break behind it.</summary>
    /// <param name="rows">Each as JSON in one line.</param>
    public static void WriteArray(IEnumerable<string> rows, TextWriter output)
    {
        var isEmpty = true;
        output.Write('[');
        foreach (var row in rows)
        {
            output.Write(isEmpty ? "\n" : ",\n");
            output.Write(row);
            isEmpty = false;
        }

        output.Write(isEmpty ? "]" : "\n]");
    }

    public static void Write(UsageJson usage, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(usage, Context.UsageJson));

    public static void Write(ForgettingJson forgetting, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(forgetting, Context.ForgettingJson));
}
