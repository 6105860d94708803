using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A text that a sentence has, or has had.</summary>
/// <param name="Event">Position of the event that gave it: the sentence's own for version 1.</param>
/// <param name="Version">Counted from 1.</param>
/// <param name="Text">Empty where it was forgotten.</param>
/// <param name="By">The recogniser, or <see cref="TextRevised.User"/>; empty where that is not known.</param>
public sealed record TextVersion(long Event, int Version, RevisionKind Kind, string Text, string By, DateTimeOffset At)
{
    public static TextVersion Of(long position, TextRevised revised) =>
        new(position, revised.Version, revised.Kind, revised.Text, revised.By, revised.At);

    /// <summary>The text that comes back when the newest one is taken back; null where there is none before it.</summary>
    /// <param name="original">Version 1.</param>
    /// <param name="revisions">The later ones, in order.</param>
    public static string? TextBeforeNewest(string original, IReadOnlyList<TextVersion> revisions)
    {
        var valid = new Stack<string>([original]);
        foreach (var revision in revisions)
        {
            if (revision.Kind != RevisionKind.TakenBack) valid.Push(revision.Text);
            else if (valid.Count > 1) valid.Pop();
        }

        return valid.Count > 1 ? valid.ElementAt(1) : null;
    }
}
