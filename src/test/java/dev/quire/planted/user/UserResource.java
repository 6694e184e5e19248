package dev.quire.planted.user;

/// Makes its package a collection.
public final class UserResource {}
