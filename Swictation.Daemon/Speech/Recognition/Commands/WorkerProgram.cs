using System.ComponentModel;
using System.Diagnostics;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>A program of <c>worker:</c>, which has this process's standard input, output and error.</summary>
internal static class WorkerProgram
{
    /// <param name="words">The program and its arguments.</param>
    /// <exception cref="TranscriberException">There is no such program, or it cannot be run.</exception>
    public static Process Start(IReadOnlyList<string> words)
    {
        var file = ProgramFile.Find(words[0]) ?? throw new TranscriberException(
            words[0], "is no program that can be run; install it, or give its path in --transcriber worker:CMDLINE");
        var start = new ProcessStartInfo(file, words.Skip(1));
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new TranscriberException(file, $"cannot be run: {e.Message}");
        }
    }
}
