using System.Reflection;

namespace Swictation.Daemon.Hosting;

internal static class ProductVersion
{
    public static readonly string Current =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
