using System.Diagnostics;

namespace Swictation.Testing;

/// <summary>
/// Files read and copied by a process of its own, as by any tool: .NET takes a lock for each file that it opens, and this
/// process gives up the locks that it has on a database when it closes a descriptor of it.
/// </summary>
public static class OtherProgram
{
    public static byte[] ReadAllBytes(string path)
    {
        using var process = Start("cat", path);
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        End(process);
        return bytes.ToArray();
    }

    public static void Copy(string from, string to)
    {
        using var process = Start("cp", from, to);
        End(process);
    }

    public static void Truncate(string path, long length)
    {
        using var process = Start("truncate", $"--size={length}", path);
        End(process);
    }

    public static void Overwrite(string path, long at, byte value)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dd", ["status=none", "conv=notrunc", "bs=1", "count=1", $"seek={at}", $"of={path}"])
        {
            RedirectStandardInput = true,
        })!;
        process.StandardInput.BaseStream.WriteByte(value);
        process.StandardInput.Close();
        End(process);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    private static void End(Process process)
    {
        process.WaitForExit();
        if (process.ExitCode != 0) throw new IOException($"{process.StartInfo.FileName} failed");
    }
}
