namespace Swictation.Architecture.Tests.Sight.Below;

[AttributeUsage(AttributeTargets.All)]
internal sealed class SeenAttribute : Attribute;
