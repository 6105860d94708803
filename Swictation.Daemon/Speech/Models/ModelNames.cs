namespace Swictation.Daemon.Speech.Models;

/// <summary>Names of models, and of their files: <c>base.en</c> is in <c>ggml-base.en.bin</c>.</summary>
internal static class ModelNames
{
    private const string Beginning = "ggml-";
    private const string End = ".bin";

    /// <summary>The files of models in a directory.</summary>
    public const string Pattern = Beginning + "*" + End;

    public static string FileOf(string name) => Beginning + name + End;

    /// <summary>The name of a model by that of a file, or by itself; also where a file is named otherwise.</summary>
    public static string Of(string fileName)
    {
        var name = fileName.EndsWith(End, StringComparison.Ordinal) ? fileName[..^End.Length] : fileName;
        return name.StartsWith(Beginning, StringComparison.Ordinal) ? name[Beginning.Length..] : name;
    }

    /// <summary>True for what can be part of a file's name everywhere, and is no path.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 100 && name[0] is not ('.' or '-')
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');
}
