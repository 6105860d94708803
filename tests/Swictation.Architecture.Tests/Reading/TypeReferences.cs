using Mono.Cecil;

namespace Swictation.Architecture.Tests.Reading;

/// <summary>
/// The types that the code of an assembly names: in signatures, attributes, bodies, catch clauses and generic arguments. Lambdas, iterators
/// and async methods are nested types that the compiler makes, and count for the type that they are written in. The value of a constant
/// stands in the code that uses it, without the constant's type: a using line shows those (<see cref="SourceFile"/>).
/// </summary>
internal static class TypeReferences
{
    /// <summary>A pair for each type that is written in the assembly and each type that it names, both without what they are nested in.</summary>
    public static IEnumerable<(TypeReference From, TypeReference To)> Of(ModuleDefinition module) =>
        module.GetTypes().SelectMany(
            type => NamedBy(type).SelectMany(Parts).Select(named => (Outermost(type), Outermost(named))));

    private static IEnumerable<TypeReference?> NamedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. NamedBy(type.CustomAttributes),
        .. NamedBy(type.GenericParameters),
        .. type.Fields.SelectMany(field => NamedBy(field.CustomAttributes).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => NamedBy(property.CustomAttributes)),
        .. type.Events.SelectMany(raised => NamedBy(raised.CustomAttributes)),
        .. type.Methods.SelectMany(NamedBy),
    ];

    private static IEnumerable<TypeReference?> NamedBy(MethodDefinition method) =>
    [
        .. NamedBySignature(method),
        .. NamedBy(method.CustomAttributes),
        .. NamedBy(method.GenericParameters),
        .. method.Parameters.SelectMany(parameter => NamedBy(parameter.CustomAttributes)),
        .. method.HasBody ? NamedBy(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> NamedBy(Mono.Cecil.Cil.MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => NamedByOperand(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> NamedByOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, .. NamedBySignature(method), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, .. NamedBySignature(method)],
        CallSite call => NamedBySignature(call),
        _ => [],
    };

    private static IEnumerable<TypeReference?> NamedBySignature(IMethodSignature method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference?> NamedBy(IEnumerable<GenericParameter> parameters) =>
        parameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> NamedBy(IEnumerable<CustomAttribute> attributes) =>
        attributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Concat(attribute.Fields.Select(field => field.Argument))
            .SelectMany(argument => new[] { argument.Type, argument.Value as TypeReference })
            .Append(attribute.AttributeType));

    /// <summary>A type as it is named: <c>List&lt;T[]&gt;</c> names the list and the type of the elements.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        FunctionPointerType pointer => NamedBySignature(pointer).SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } declaring)
        {
            outermost = declaring;
        }

        return outermost;
    }
}
