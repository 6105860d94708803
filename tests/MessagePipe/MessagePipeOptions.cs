namespace MessagePipe;

public sealed class MessagePipeOptions
{
    /// <summary>Whether all assemblies are searched for handlers.</summary>
    public bool EnableAutoRegistration { get; set; } = true;
}
