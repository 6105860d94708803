using Swictation.Daemon.Platform.Load;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Platform.Load;

public sealed class ChildProcessesTests : IDisposable
{
    private readonly TemporaryDirectory _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void Times_of_all_descendants_are_added_whatever_their_programs_are_called()
    {
        Has("self", "daemon", user: 1_000, kernel: 1_000, waitedFor: (30, 5), children: "11 12");
        Has("11", "a (b) c", user: 100, kernel: 20, waitedFor: (3, 4), children: "13");
        Has("12", ") R 1 2 3", user: 7, kernel: 0, waitedFor: (0, 0), children: "");
        Has("13", "sh", user: 1, kernel: 1, waitedFor: (0, 0), children: "");

        Assert.Equal(TimeSpan.FromSeconds(1.71), new ChildProcesses(_proc.Path).ProcessorTime());
    }

    [Fact]
    public void What_is_not_there_any_more_counts_nothing()
    {
        Has("self", "daemon", user: 1_000, kernel: 1_000, waitedFor: (30, 5), children: "11 12");
        Has("12", "sh", user: 7, kernel: 0, waitedFor: (0, 0), children: "");

        Assert.Equal(TimeSpan.FromSeconds(0.42), new ChildProcesses(_proc.Path).ProcessorTime());
        Assert.Equal(TimeSpan.Zero, new ChildProcesses(_proc.File("nowhere")).ProcessorTime());
    }

    private void Has(
        string process, string program, int user, int kernel, (int User, int Kernel) waitedFor, string children)
    {
        var thread = Directory.CreateDirectory(_proc.File($"{process}/task/1")).FullName;
        File.WriteAllText(Path.Combine(thread, "children"), children);
        File.WriteAllText(
            _proc.File($"{process}/stat"),
            $"1 ({program}) S 1 1 1 0 -1 4194304 1 0 0 0 {user} {kernel} {waitedFor.User} {waitedFor.Kernel} 20 0 1\n");
    }
}
