using System.Reflection;

namespace Swictation.Daemon.Platform;

internal static class ProductVersion
{
    public static readonly string Current =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
