using System.Collections;
using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// Standard input, output and error of a process that was started without some of them. The numbers 0, 1 and 2 would go
/// to the next files that it opens, its database among them, and a line meant for standard error would end in there.
/// </summary>
public static class StandardDescriptors
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const string Nothing = "/dev/null";
    private const string ThisProgram = "/proc/self/exe";
    private const int Failed = 1;

    /// <summary>
    /// Opens those that are closed: reading from standard input and writing to standard output then fail, and what goes
    /// to standard error is lost. To be called before anything else, so that no file takes one of the numbers.
    /// </summary>
    public static void OpenClosed()
    {
        var isTaken = false;
        for (var descriptor = Input; descriptor <= Error; descriptor++)
        {
            var flags = LibC.fcntl(descriptor, LibC.F_GETFD, 0);
            // Not inherited, for execve would have closed it: a file of the runtime, which has been faster. Native code
            // keeps none open at this point, the runtime of a build without it keeps several.
            var isOfRuntime = flags >= 0 && (flags & LibC.FD_CLOEXEC) != 0;
            if (flags >= 0 && !isOfRuntime) continue;

            Open(descriptor);
            isTaken |= isOfRuntime;
        }

        if (isTaken) StartAgain();
    }

    /// <summary>False for one that <see cref="OpenClosed"/> has opened, or that is open for writing only.</summary>
    public static bool CanRead(int descriptor) => IsOpenFor(descriptor, LibC.O_RDONLY);

    /// <summary>False for standard output that <see cref="OpenClosed"/> has opened, or that is open for reading only.</summary>
    public static bool CanWrite(int descriptor) => IsOpenFor(descriptor, LibC.O_WRONLY);

    private static bool IsOpenFor(int descriptor, int mode) =>
        LibC.fcntl(descriptor, LibC.F_GETFL, 0) is >= 0 and var flags
            && ((flags & LibC.O_ACCMODE) == mode || (flags & LibC.O_ACCMODE) == LibC.O_RDWR);

    private static void Open(int descriptor)
    {
        var mode = descriptor switch { Input => LibC.O_WRONLY, Output => LibC.O_RDONLY, _ => LibC.O_RDWR };
        // Without O_CLOEXEC: it stays with the programs that this one starts.
        var opened = LibC.open(Nothing, mode);
        if (opened < 0) LibC._exit(Failed);
        if (opened == descriptor) return;

        if (LibC.dup2(opened, descriptor) < 0) LibC._exit(Failed);
        _ = LibC.close(opened);
    }

    // The runtime has lost a file of its own. Started again, it finds the numbers in use.
    private static void StartAgain()
    {
        string?[] arguments = [.. File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1], null];
        string?[] environment =
        [
            .. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}"),
            null,
        ];
        _ = LibC.execve(ThisProgram, arguments, environment);
        LibC._exit(Failed);
    }
}
