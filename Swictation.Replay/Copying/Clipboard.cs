using System.ComponentModel;
using System.Diagnostics;
using System.Text;
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

    private static readonly (string Variable, string Program, string[] Arguments)[] Displays =
    [
        ("WAYLAND_DISPLAY", "wl-copy", []),
        ("DISPLAY", "xclip", ["-selection", "clipboard"]),
    ];

    /// <exception cref="ClipboardException">There is no clipboard here.</exception>
    public void Copy(string text)
    {
        foreach (var (variable, program, arguments) in Displays)
        {
            if (!string.IsNullOrEmpty(environment(variable)) && TryRun(program, arguments, text)) return;
        }

        try
        {
            File.WriteAllBytes(Terminal, SequenceOf(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClipboardException("there is none here: install wl-clipboard (Wayland) or xclip (X11), or run it in a terminal");
        }
    }

    /// <summary>What a terminal takes for its clipboard.</summary>
    public static byte[] SequenceOf(string text) =>
        Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a");

    // Both go on in the background to serve what was copied, with the descriptors that they were given.
    private static bool TryRun(string program, string[] arguments, string text)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true })!;
            process.StandardInput.Write(text);
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return false;
        }
    }
}
