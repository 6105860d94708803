using System.Text;
using Swictation.Plumbing.Processes;
using Swictation.Replay.Errors;

namespace Swictation.Replay.Copying;

/// <summary>
/// The clipboard of the desktop, by the program that its kind of display has for it; without a display that of the terminal,
/// which is asked by a control sequence (OSC 52), also over ssh.
/// </summary>
/// <param name="environment">Value of an environment variable, or null.</param>
internal sealed class Clipboard(Func<string, string?> environment)
{
    private const string Terminal = "/dev/tty";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly (string Variable, string Program, string[] Arguments)[] Displays =
    [
        ("WAYLAND_DISPLAY", "wl-copy", []),
        ("DISPLAY", "xclip", ["-selection", "clipboard"]),
    ];

    /// <exception cref="ClipboardException">There is no clipboard here.</exception>
    public async Task CopyAsync(string text, CancellationToken cancellationToken)
    {
        // Both go on in the background to serve what was copied.
        foreach (var (_, program, arguments) in Displays.Where(display => !string.IsNullOrEmpty(environment(display.Variable))))
        {
            var copied = await ProgramRun.RunDetachedAsync(program, arguments, Patience, cancellationToken, text).ConfigureAwait(false);
            if (copied.IsSuccess) return;
        }

        try
        {
            File.WriteAllBytes(Terminal, SequenceOf(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClipboardException("there is no clipboard here: install wl-clipboard (Wayland) or xclip (X11), or run it in a terminal");
        }
    }

    /// <summary>What a terminal takes for its clipboard.</summary>
    public static byte[] SequenceOf(string text) =>
        Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a");
}
