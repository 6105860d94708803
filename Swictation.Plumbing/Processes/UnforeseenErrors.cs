using System.Text;
using Swictation.Plumbing.Hashing;
using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// Errors of the program's own. Nobody is shown a stack trace: a line has a number, the same for the same error, and the
/// file with all that is known of it.
/// </summary>
public static class UnforeseenErrors
{
    private const int ExitCode = 1;
    private const int NumberBytes = 3;

    private static readonly Lock Writing = new();
    private static string? _directory;

    /// <summary>
    /// From now on an error that nothing catches, on any thread, ends the program with a line on standard error and exit
    /// code 1.
    /// </summary>
    /// <param name="directory">Gets the details, a file for each error; null where the user has no place for it.</param>
    public static void TellInOneLine(string program, string? directory)
    {
        _directory = directory;
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            Console.Error.WriteLine($"{program}: {Describe((Exception)unhandled.ExceptionObject)}");
            LibC._exit(ExitCode);
        };
    }

    /// <summary>Keeps the details, the newest of an error in place of earlier ones.</summary>
    /// <returns>One line: the error's number, and where the details are.</returns>
    public static string Describe(Exception error)
    {
        var number = NumberOf(error);
        var kind = error.GetType().Name;
        if (_directory is null) return $"unforeseen error {number} ({kind}); there is no place for its details";

        var path = Path.Combine(_directory, $"error-{number}.txt");
        try
        {
            lock (Writing)
            {
                Directory.CreateDirectory(_directory);
                File.WriteAllText(path, $"{DateTimeOffset.UtcNow:O} {Environment.CommandLine}\n{error}\n");
            }

            return $"unforeseen error {number} ({kind}); its details are in {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = e.Message.ReplaceLineEndings(" ");
            return $"unforeseen error {number} ({kind}); its details could not be kept: {why}";
        }
    }

    // Of the kind and the place, not of the message, which may have a path or a time in it.
    private static string NumberOf(Exception error)
    {
        var place = error.StackTrace?.Split('\n', 2)[0].Split(" in ", 2)[0] ?? "";
        var hash = Sha256.Of(Encoding.UTF8.GetBytes($"{error.GetType().FullName} {place}"));
        return Convert.ToHexString(hash.AsSpan(0, NumberBytes));
    }
}
