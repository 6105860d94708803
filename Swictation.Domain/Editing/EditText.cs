namespace Swictation.Domain.Editing;

/// <summary>A kind of text that people may add: how long it is at most, and whether it may have several lines.</summary>
/// <param name="Name">For messages.</param>
/// <param name="MostCharacters">UTF-16 code units.</param>
public sealed record EditText(string Name, int MostCharacters, bool HasLines)
{
    public static EditText Sentence { get; } = new("text", 10_000, HasLines: true);

    public static EditText Title { get; } = new("title", 200, HasLines: false);

    public static EditText Tag { get; } = new("tag", 64, HasLines: false);

    public static EditText Note { get; } = new("note", 10_000, HasLines: true);

    public static EditText Mark { get; } = new("mark", 200, HasLines: false);

    /// <summary>Why a text is none of this kind, for people; null where it is one. White space around it does not count.</summary>
    public string? FindProblem(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return $"The {Name} is empty";
        if (text.Length > MostCharacters) return $"The {Name} is longer than {MostCharacters} characters";
        foreach (var character in text)
        {
            if (character is '\n' or '\t' && HasLines) continue;
            if (char.IsControl(character)) return $"The {Name} has a control character (U+{(int)character:X4})";
        }

        return null;
    }
}
