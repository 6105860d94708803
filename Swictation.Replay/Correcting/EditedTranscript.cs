using System.Diagnostics;
using System.Globalization;
using System.Text;
using Swictation.Domain.Editing;
using Swictation.Domain.History;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Errors;
using Swictation.Replay.Output;

namespace Swictation.Replay.Correcting;

/// <summary>
/// Sentences as a file in the user's editor: a line for each, with its position in front. What is another text when the editor
/// ends is a correction. The file is the user's alone, and is written over before it is deleted.
/// </summary>
/// <param name="environment">Value of an environment variable, or null: <c>VISUAL</c>, <c>EDITOR</c>.</param>
internal sealed class EditedTranscript(GivenSettings settings, Func<string, string?> environment)
{
    private const char Comment = '#';
    private const char Between = '\t';

    private const string Head =
        "# A sentence a line, its position in front. What you change is kept as a new version, the old text stays.\n"
        + "# A line that is deleted changes nothing: 'swictation-replay forget' removes what was said.\n";

    /// <summary>Returns when the editor has ended.</summary>
    /// <exception cref="EditRefusedException">There is no editor, it failed, or the file is not what it was.</exception>
    public async Task<IReadOnlyList<Edit>> EditAsync(IReadOnlyList<SpokenTranscript> sentences, CancellationToken cancellationToken)
    {
        if (sentences.Count == 0) throw new EditRefusedException("nothing was said that could be corrected");

        var directory = Directory.Exists(settings.RuntimeDirectory) ? settings.RuntimeDirectory : Path.GetTempPath();
        var path = Path.Combine(directory, $"swictation-{Path.GetRandomFileName()}.txt");
        try
        {
            await File.WriteAllTextAsync(path, Write(sentences), cancellationToken).ConfigureAwait(false);
            await RunEditorAsync(path, cancellationToken).ConfigureAwait(false);
            return Read(await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false), sentences);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EditRefusedException($"{path}: {e.Message}");
        }
        finally
        {
            Zeros.Delete(path);
        }
    }

    /// <summary>The file as it is opened.</summary>
    public static string Write(IReadOnlyList<SpokenTranscript> sentences)
    {
        var file = new StringBuilder(Head);
        foreach (var said in sentences)
            file.Append(CultureInfo.InvariantCulture, $"{said.Sequence}{Between}{OneLine.Of(said.Text)}\n");
        return file.ToString();
    }

    /// <summary>What was changed in it.</summary>
    /// <exception cref="EditRefusedException">A line does not begin with a position that was there.</exception>
    public static IReadOnlyList<Edit> Read(IEnumerable<string> lines, IReadOnlyList<SpokenTranscript> sentences)
    {
        var known = sentences.ToDictionary(said => said.Sequence, said => OneLine.Of(said.Text).Trim());
        var edits = new List<Edit>();
        foreach (var line in lines)
        {
            if (line.StartsWith(Comment) || string.IsNullOrWhiteSpace(line)) continue;

            var digits = line.TakeWhile(char.IsAsciiDigit).Count();
            if (!long.TryParse(line.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                || !known.TryGetValue(position, out var before))
            {
                throw new EditRefusedException(
                    $"nothing was changed: a line does not begin with the position of a sentence: {OneLine.Of(line)}");
            }

            var text = line[digits..].Trim();
            if (text != before) edits.Add(new Edit.Correct(position, text));
        }

        return edits;
    }

    private async Task RunEditorAsync(string path, CancellationToken cancellationToken)
    {
        var editor = environment("VISUAL") is { Length: > 0 } visual ? visual
            : environment("EDITOR") is { Length: > 0 } given ? given
            : "vi";
        // By the shell, as other programs do it: the variable may have options. A Ctrl-C is for the editor alone.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"trap : INT QUIT; {editor} \"$1\"", "sh", path]) { UseShellExecute = false };
        using var lent = EndSignals.LendTerminal();
        var terminal = TerminalState.Take();
        using var process = Process.Start(start)!;
        using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        // Not before it has ended: it has the terminal and the file.
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested) terminal.Restore();
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new EditRefusedException($"nothing was changed: the editor '{editor}' ended with {process.ExitCode}; $EDITOR names it");
    }
}
