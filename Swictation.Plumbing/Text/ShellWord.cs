namespace Swictation.Plumbing.Text;

/// <summary>A value in a command that a message recommends.</summary>
public static class ShellWord
{
    /// <summary>As a shell takes it for one word.</summary>
    public static string Of(string value) =>
        value.Length > 0 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-".Contains(letter))
            ? value
            : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
