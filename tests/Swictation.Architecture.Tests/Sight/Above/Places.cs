using System.ComponentModel;
using Swictation.Architecture.Tests.Sight.Below;

namespace Swictation.Architecture.Tests.Sight.Above;

internal sealed class InAsyncMethod
{
    public static async Task Run()
    {
        await Task.Yield();
        Seen.Call();
    }
}

internal sealed class InAsyncIterator
{
    public static async IAsyncEnumerable<int> Run()
    {
        await Task.Yield();
        yield return Seen.Call();
    }
}

internal sealed class InIterator
{
    public static IEnumerable<int> Run()
    {
        yield return Seen.Call();
    }
}

internal sealed class InLambda
{
    public static Func<int> Make(int added) => () => Seen.Call() + added;
}

internal sealed class InAsyncLambda
{
    public static Func<Task<int>> Make(int added) => async () =>
    {
        await Task.Yield();
        return Seen.Call() + added;
    };
}

internal sealed class InLocalFunction
{
    public static int Run()
    {
        static int Local() => Seen.Call();

        return Local();
    }
}

internal sealed class InCatchClause
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Seen)
        {
        }
    }
}

internal sealed class InGenericArgument
{
    public static object Make() => new List<Seen[]>();
}

internal sealed class InGenericMethod
{
    public static object Make() => Array.Empty<Seen>();
}

internal sealed class InConstraint<T>
    where T : Seen;

internal sealed class InTypeOf
{
    public static object Make() => typeof(Seen);
}

internal sealed class InPattern
{
    public static bool Test(object value) => value is Seen;
}

internal sealed class InField
{
    public static int Read() => Seen.Field;
}

internal sealed class InSignature
{
    public static int Count((int, Seen)[] pairs) => pairs.Length;
}

internal sealed class InMethodGroup
{
    public static Func<int> Make() => Seen.Call;
}

internal sealed class InNestedType
{
    public static int Run() => Seen.Nested.Call();
}

internal sealed class InExtension
{
    public static int Run(int number) => number.Extended();
}

internal sealed class InBaseType : Seen;

[Seen]
internal sealed class InAttribute;

[TypeConverter(typeof(Seen))]
internal sealed class InArgumentOfAttribute;
