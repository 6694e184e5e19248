package dev.quire.toy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.SQLRestriction;

/// Some of the toys.
@Entity
@Table(name = "toys")
@SQLRestriction("weight < 2")
public class LightToy {

    @Id
    public Long id;

    public Integer weight;
}
