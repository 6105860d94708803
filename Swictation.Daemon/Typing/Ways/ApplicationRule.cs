using System.IO.Enumeration;
using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>How words are typed into the windows of a program.</summary>
/// <param name="Application">The program's name, as it tells the display server, with <c>*</c> and <c>?</c>.</param>
internal sealed record ApplicationRule(string Application, WayChoice Choice)
{
    /// <summary>Capitals make no difference. False where the window or its program is not known.</summary>
    public bool Fits(Window? window) =>
        window?.Program is { } program && FileSystemName.MatchesSimpleExpression(Application, program, ignoreCase: true);
}
