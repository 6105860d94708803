namespace Swictation.Daemon.Speech.Models;

/// <summary>
/// The SHA-256 of a model in a file beside it, as <c>sha256sum</c> writes and checks it: how the file was when it came.
/// </summary>
internal static class KeptSum
{
    private const string End = ".sha256";
    private const int Digits = 64;

    public static void Write(string model, string sum) =>
        File.WriteAllText(model + End, $"{sum}  {Path.GetFileName(model)}\n");

    /// <summary>Null if there is none.</summary>
    public static string? Read(string model)
    {
        try
        {
            var text = File.ReadAllText(model + End);
            return text.Length > Digits && text[..Digits].All(char.IsAsciiHexDigitLower) ? text[..Digits] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Delete(string model) => File.Delete(model + End);
}
