using System.Text;
using System.Text.Json;

namespace Swictation.Daemon.Cli.Status;

/// <summary>Makes the lines of <c>status --follow</c>: one for each change of what the form shows.</summary>
internal sealed class StatusLines(StatusForm form)
{
    private const string Red = "#e5484d";
    private const string Amber = "#f5a524";

    private string? _last;

    /// <summary>The form with a name, in lower case; null if there is none.</summary>
    public static StatusForm? Parse(string name) =>
        Enum.GetValues<StatusForm>().Cast<StatusForm?>().FirstOrDefault(form => NameOf(form!.Value) == name);

    /// <summary>The names of all forms.</summary>
    public static string Names => string.Join(", ", Enum.GetValues<StatusForm>().Select(NameOf));

    /// <summary>The line for a snapshot, without a newline; null if it says the same as the last one.</summary>
    /// <param name="snapshot">A snapshot line of protocol 2; null: no daemon serves this user.</param>
    /// <exception cref="JsonException">It is no snapshot.</exception>
    public string? Next(ReadOnlyMemory<byte>? snapshot)
    {
        var line = form == StatusForm.Json ? Json(snapshot) : Of(snapshot is { } there ? ShownStatus.Read(there) : ShownStatus.Stopped);
        // That the daemon has got further is no change.
        var shown = form == StatusForm.Json && snapshot is { } whole ? WithoutPosition(whole) : line;
        if (shown == _last) return null;

        _last = shown;
        return line;
    }

    private static string NameOf(StatusForm form) => form.ToString().ToLowerInvariant();

    private static string Json(ReadOnlyMemory<byte>? snapshot) => snapshot is { } line
        ? Encoding.UTF8.GetString(line.Span)
        : $$"""{"type":"snapshot","state":"{{ShownStatus.Stopped.State}}"}""";

    private static string WithoutPosition(ReadOnlyMemory<byte> snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        return string.Join(
            ',',
            document.RootElement.EnumerateObject()
                .Where(field => !field.NameEquals("seq"u8))
                .Select(field => $"{field.Name}:{field.Value.GetRawText()}"));
    }

    private string Of(ShownStatus status)
    {
        var text = string.Join(", ", [status.State, .. status.Notes]);
        var colour = status.State switch
        {
            "recording" or "opening" => status.HasSourceEnded ? Amber : Red,
            "paused" or "processing" or "error" => Amber,
            _ => null,
        };
        return form switch
        {
            StatusForm.Waybar => Waybar(status, text),
            StatusForm.I3blocks when colour is not null => $"""<span color="{colour}">{text}</span>""",
            StatusForm.Polybar when colour is not null => $$"""%{F{{colour}}}{{text}}%{F-}""",
            _ => text,
        };
    }

    private static string Waybar(ShownStatus status, string text)
    {
        string[] classes = [status.State, .. status.Notes.Select(note => note.Replace(' ', '-'))];
        if (status.IsHearing) classes = [.. classes, "hearing"];
        var list = string.Join(',', classes.Select(name => $"\"{name}\""));
        return $$"""{"text":"{{text}}","alt":"{{status.State}}","class":[{{list}}],"tooltip":"Swictation: {{text}}"}""";
    }
}
