using Mono.Cecil;

namespace Swictation.Architecture.Tests;

/// <summary>
/// The runtime's checksums load OpenSSL, and native code ends the process where it is missing: those of
/// <c>Swictation.Plumbing.Hashing</c> do not.
/// </summary>
public sealed class OpenSslTests
{
    private const string Runtimes = "System.Security.Cryptography";

    public static TheoryData<string> Assemblies => [.. FloorPlans.All.Select(plan => plan.Assembly)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Nothing_that_is_installed_computes_with_OpenSSL(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

        Assert.DoesNotContain(module.GetTypeReferences(), type => type.Namespace.StartsWith(Runtimes, StringComparison.Ordinal));
    }

    [Fact]
    public void A_checksum_of_the_runtime_is_seen()
    {
        using var module = ModuleDefinition.ReadModule(typeof(OpenSslTests).Assembly.Location);

        Assert.Contains(module.GetTypeReferences(), type => type.FullName == OneOfThem.FullName);
    }

    private static Type OneOfThem => typeof(System.Security.Cryptography.SHA256);
}
