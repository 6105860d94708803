using Mono.Cecil;

namespace Swictation.Architecture.Tests;

public sealed class DomainTests
{
    private static readonly string[] Impure =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.IO.Path.GetFullPath", "Microsoft.Win32.SafeHandles", "System.Net", "System.Console", "System.Random",
        "System.Environment.GetEnvironmentVariable", "System.Environment.GetFolderPath", "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
        "System.Threading.Timer", "System.Threading.Thread", "System.Threading.Tasks.Task.Delay", "System.Guid.NewGuid",
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
    ];

    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, FloorPlans.Domain.Assembly + ".dll");

    [Fact]
    public void The_domain_asks_no_socket_no_file_no_environment_and_no_clock()
    {
        using var module = ModuleDefinition.ReadModule(Built);

        var named = module.GetTypeReferences().Select(type => type.FullName)
            .Concat(module.GetMemberReferences().Select(member => $"{member.DeclaringType.FullName}.{member.Name}"));

        Assert.Empty(named.Where(IsImpure).Distinct());
    }

    [Fact]
    public void The_domain_calls_no_library_but_the_runtime()
    {
        using var module = ModuleDefinition.ReadModule(Built);

        Assert.Empty(module.ModuleReferences);
        Assert.All(
            module.AssemblyReferences,
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.Net.Sockets.Socket")]
    [InlineData("System.DateTimeOffset.get_UtcNow")]
    public void Sockets_files_and_clocks_are_found(string name) => Assert.True(IsImpure(name));

    private static bool IsImpure(string name) =>
        Impure.Any(impure => name == impure || name.StartsWith(impure + ".", StringComparison.Ordinal));
}
