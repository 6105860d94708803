using Swictation.Architecture.Tests.Sight.Below;

namespace Swictation.Architecture.Tests.Sight.Above;

internal static class OnlyConstant
{
    public static int Read() => Seen.Constant;
}
