namespace Swictation.Plumbing.Settings;

/// <summary>The messages about values, options and commands that are refused, wherever they were given.</summary>
public static class Refusal
{
    /// <param name="expected">The valid forms, or the range.</param>
    public static string Of(string value, string expected) => $"'{value}' has no meaning; give {expected}";

    /// <summary>An option that exists and has no effect with a command.</summary>
    public static string OfIdle(string option, string command) => $"{option} does nothing with {command}; leave it out";

    /// <summary>A command that needs something behind it.</summary>
    public static string OfMissing(string command, string argument) => $"{command} needs {argument} behind it";

    /// <summary>A word on the command line that nothing there is called.</summary>
    /// <param name="known">The commands and the options that could stand there.</param>
    public static string OfWord(string word, IReadOnlyList<string> known)
    {
        var isOption = word.StartsWith('-');
        if (!isOption && known.All(name => name.StartsWith('-'))) return $"'{word}' has no place there";

        // An option may have its value behind an equals sign.
        if (isOption) word = word.Split('=')[0];
        var meant = Similar.Find(word, known.Where(name => name.StartsWith('-') == isOption));
        var hint = meant is null ? "" : $"; did you mean '{meant}'?";
        return $"there is no {(isOption ? "option" : "command")} '{word}'{hint}";
    }
}
